package io.pitwall.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.pitwall.store.api.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows between modules and packages. The server sees every module but the client, which
 * has no dependencies at all, and the lab, which may see everything. A rule about packages that are
 * still empty holds.
 */
class ArchitectureTest {

  private static final String MODEL = "io.pitwall.model..";
  private static final String ANALYSIS = "io.pitwall.analysis..";
  private static final String STORE = "io.pitwall.store..";
  private static final String STORE_API = "io.pitwall.store.api..";
  private static final String DUCKDB = "io.pitwall.store.duckdb..";
  private static final String ENGINE = "io.pitwall.engine..";
  private static final String SERVER = "io.pitwall.server..";
  private static final String HTTP = "io.pitwall.server.http..";
  private static final String INGEST = "io.pitwall.server.ingest..";
  private static final String POSTGRESQL = "io.pitwall.server.ingest.pg..";
  private static final String NOTIFY = "io.pitwall.server.notify..";
  private static final String API = "io.pitwall.server.api..";
  private static final String APP = "io.pitwall.server.app..";
  private static final String TIME = "io.pitwall.model.time..";

  private static final Pattern EMPTY_WORD =
      Pattern.compile("(?:.*\\.)?(?:utils?|commons?|managers?|helpers?|impl|misc|shared)");
  private static final String EMPTY_SUFFIX = ".*(?:Utils?|Common|Manager|Helper|Impl)";

  private static final Set<String> WALL_CLOCKS =
      Set.of(
          Instant.class.getName(),
          LocalDate.class.getName(),
          LocalTime.class.getName(),
          LocalDateTime.class.getName(),
          OffsetDateTime.class.getName(),
          ZonedDateTime.class.getName());

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(ArchitectureTest::isNoTestJar)
          .importPackages("io.pitwall");

  private static boolean isNoTestJar(Location location) {
    return !location.contains("-tests.jar");
  }

  @Test
  void theImportFindsTheProduct() {
    assertThat(PRODUCT.containPackage("io.pitwall.model.metric")).isTrue();
  }

  @Test
  void modelDependsOnNothing() {
    check(onlyDependOn(MODEL, "java..", "org.jspecify..", MODEL));
  }

  @Test
  void analysisDependsOnTheModelAlone() {
    check(onlyDependOn(ANALYSIS, "java..", "org.jspecify..", MODEL, ANALYSIS));
  }

  @Test
  void analysisHasNoInputOutputNoClockAndNoThreads() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.net..",
                "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.pitwall.model.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread"));
  }

  @Test
  void whatAStoreIsAskedDoesNotDependOnAnyStore() {
    check(onlyDependOn(STORE_API, "java..", "org.jspecify..", MODEL, STORE_API));
  }

  @Test
  void storesDependOnTheModelAlone() {
    check(noDependencies(STORE, ANALYSIS, ENGINE, SERVER));
  }

  @Test
  void onlyTheWiringChoosesAStore() {
    check(
        classes()
            .that()
            .resideInAPackage(DUCKDB)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(DUCKDB, APP));
  }

  @Test
  void engineKnowsNoNetworkAndNoWireFormat() {
    check(
        noDependencies(
            ENGINE,
            SERVER,
            DUCKDB,
            "io.helidon..",
            "io.opentelemetry..",
            "com.google.protobuf..",
            "tools.jackson..",
            "picocli.."));
  }

  @Test
  void onlyTheHttpPackageKnowsHelidon() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon.."));
  }

  @Test
  void onlyTheDuckDbStoreAndThePostgresqlPollerKnowJdbc() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(DUCKDB, POSTGRESQL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duckdb..", "java.sql..", "javax.sql.."));
    check(noDependencies(POSTGRESQL, "org.duckdb.."));
  }

  @Test
  void onlyChannelsKnowMailAndTheyKnowNoResource() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(NOTIFY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."));
    check(noDependencies(NOTIFY, API, INGEST, APP, HTTP, STORE));
  }

  @Test
  void telemetryEntersThroughTheEngineNotTheStore() {
    check(noDependencies(INGEST, DUCKDB, API, APP));
    check(
        noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat(
                resideInAPackage(STORE_API).and(not(assignableTo(StoreException.class))))
            .because("of the store, a receiver knows only how it fails"));
  }

  @Test
  void resourcesDoNotKnowHowTelemetryArrives() {
    check(noDependencies(API, INGEST, APP));
  }

  @Test
  void theHttpPackageKnowsNoResource() {
    check(noDependencies(HTTP, API, INGEST, APP, ENGINE, STORE));
  }

  @Test
  void timeIsReadInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(TIME)
            .should(accessTargetWhere(target(readsTheTime())))
            .because("a clock is a parameter: take an io.pitwall.model.time.Clock"));
  }

  @Test
  void onlyTheProgramWritesToStandardStreams() {
    check(noClasses().that().resideOutsideOfPackage(APP).should(ACCESS_STANDARD_STREAMS));
  }

  @Test
  void classNamesSayWhatIsInside() {
    check(noClasses().should().haveNameMatching(EMPTY_SUFFIX));
  }

  @Test
  void packageNamesSayWhatIsInside() {
    assertThat(packages()).noneMatch(name -> EMPTY_WORD.matcher(name.getName()).matches());
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        packages().stream()
            .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).as("packages without a package-info.java with @NullMarked").isEmpty();
  }

  private static List<JavaPackage> packages() {
    return PRODUCT.getPackage("io.pitwall").getSubpackagesInTree().stream()
        .filter(candidate -> !candidate.getClasses().isEmpty())
        .toList();
  }

  private static ArchRule onlyDependOn(String from, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static ArchRule noDependencies(String from, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden);
  }

  private static DescribedPredicate<AccessTarget> readsTheTime() {
    return DescribedPredicate.describe("read the time", ArchitectureTest::readsTheTime);
  }

  private static boolean readsTheTime(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return (WALL_CLOCKS.contains(owner) && name.equals("now"))
        || (owner.equals(System.class.getName())
            && (name.equals("nanoTime") || name.equals("currentTimeMillis")))
        || (owner.equals(java.time.Clock.class.getName())
            && (name.startsWith("system") || name.startsWith("tick")))
        || (owner.equals(Calendar.class.getName()) && name.equals("getInstance"))
        || target.getFullName().equals(Date.class.getName() + ".<init>()");
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }
}
