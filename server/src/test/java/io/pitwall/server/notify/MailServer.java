package io.pitwall.server.notify;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A mail server with a certificate of its own, in front of which TLS begins as a test wants it: at
 * once, after STARTTLS, or not at all. What has been decrypted goes to a GreenMail, whose own
 * certificate names no host and which knows no STARTTLS.
 */
final class MailServer implements AutoCloseable {
  static final String USER = "pitwall";
  static final String PASSWORD = "wordofpass";
  private static final String STORE_PASSWORD = "changeit";

  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final ServerSocket front;
  private final SSLContext tls;
  private final Receiver.Email.Tls begins;

  MailServer(Path folder, Receiver.Email.Tls begins) throws Exception {
    this.begins = begins;
    mail.start();
    mail.setUser("pitwall@shop.example", USER, PASSWORD);
    tls = context(folder);
    front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return front.getLocalPort();
  }

  GreenMail mail() {
    return mail;
  }

  /** Connections that trust this server's certificate. */
  SSLSocketFactory trusting() {
    return tls.getSocketFactory();
  }

  private static SSLContext context(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("mail.p12");
    int exit =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "mail",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=mail",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    STORE_PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
    KeyStore store = KeyStore.getInstance(file.toFile(), STORE_PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, STORE_PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", store.getCertificate("mail"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), mail.getSmtp().getPort())) {
      Socket speaking =
          switch (begins) {
            case NONE -> client;
            case TLS -> encrypted(client);
            case STARTTLS -> afterStarttls(client, behind);
          };
      Thread back = Thread.ofVirtual().start(() -> copy(behind, speaking));
      copy(speaking, behind);
      behind.shutdownOutput();
      back.join();
    } catch (IOException | InterruptedException gone) {
      // the client sees it
    }
  }

  private Socket encrypted(Socket client) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  private Socket afterStarttls(Socket client, Socket behind) throws IOException {
    new BufferedReader(new InputStreamReader(behind.getInputStream(), StandardCharsets.US_ASCII), 1)
        .readLine(); // its greeting, which the client has from here
    OutputStream out = client.getOutputStream();
    out.write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("STARTTLS")) {
        out.write("220 go\r\n".getBytes(StandardCharsets.US_ASCII));
        return encrypted(client);
      }
      out.write(
          (line.startsWith("EHLO") ? "250-mail\r\n250 STARTTLS\r\n" : "530 STARTTLS first\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
    throw new IOException("gone before STARTTLS");
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8_192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException gone) {
      // the other side sees it
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    mail.stop();
  }
}
