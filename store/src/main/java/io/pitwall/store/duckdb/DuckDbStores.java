package io.pitwall.store.duckdb;

import io.pitwall.model.time.Clock;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.StoreException;
import io.pitwall.store.api.TelemetryStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both stores in one file of one folder. Closing it closes them; closing one of them alone leaves
 * the file open for the other.
 */
public final class DuckDbStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbStores.class);

  private final Database database;
  private final DuckDbTelemetryStore telemetry;
  private final DuckDbControlStore control;

  private DuckDbStores(
      Database database, DuckDbTelemetryStore telemetry, DuckDbControlStore control) {
    this.database = database;
    this.telemetry = telemetry;
    this.control = control;
  }

  /**
   * Opens a data folder, making it and bringing it to the newest version as needed. Takes well
   * under a second, also after a kill of the process.
   *
   * @throws StoreException saying what is in the way and what to do about it
   */
  public static DuckDbStores open(DuckDbSettings settings, Clock clock) {
    return open(settings, clock, Schema.STEPS);
  }

  static DuckDbStores open(DuckDbSettings settings, Clock clock, List<Schema.Step> steps) {
    Database database = Database.open(settings);
    try (Database.Session session = database.session()) {
      session.use(
          connection -> {
            Migrations.migrate(connection, steps, database.file());
            return true;
          });
      Catalog catalog = session.use(connection -> Database.atomically(connection, Catalog::load));
      LOG.info("Opened {} ({} MB)", database.file(), database.fileBytes() >> 20);
      return new DuckDbStores(
          database,
          new DuckDbTelemetryStore(settings, clock, database, catalog),
          new DuckDbControlStore(database));
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  /**
   * Loads the database library, which takes a few hundred milliseconds: a program that has other
   * things to do while it starts calls this on a thread beside them. Calling it is never needed.
   */
  public static void loadLibrary() {
    try {
      DriverManager.getConnection("jdbc:duckdb:").close();
    } catch (SQLException failed) {
      throw new StoreException("The database library could not be loaded", failed);
    }
  }

  public TelemetryStore telemetry() {
    return telemetry;
  }

  public ControlStore control() {
    return control;
  }

  /** One more reader, for tests. */
  Lane lane() {
    return new Lane("test", 1, database);
  }

  @Override
  public void close() {
    telemetry.close();
    control.close();
    database.close();
  }
}
