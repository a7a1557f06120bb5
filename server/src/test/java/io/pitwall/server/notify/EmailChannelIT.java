package io.pitwall.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.pitwall.engine.notify.Delivery;
import io.pitwall.server.notify.Receiver.Email;
import io.pitwall.server.notify.Receiver.Email.Tls;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail by a real server, with and without TLS. */
@Timeout(60)
class EmailChannelIT {
  private static final Optional<Secret> PASSWORD = Optional.of(new Secret(MailServer.PASSWORD));

  @TempDir Path folder;

  private static EmailChannel channel(
      MailServer server, Tls tls, Optional<Secret> password, Optional<SSLSocketFactory> sockets) {
    return new EmailChannel(
        new ChannelSettings(
            "mail",
            new Email(
                "127.0.0.1",
                server.port(),
                tls,
                password.isPresent() ? MailServer.USER : "",
                password,
                "pitwall@shop.example",
                List.of("ann@shop.example", "ben@shop.example")),
            60,
            Duration.ofSeconds(5),
            true,
            false),
        new Links("https://pitwall.example"),
        sockets);
  }

  @Test
  void mailsOfAGroupMakeAThreadAndRepeatsHaveTheSameId() throws Exception {
    try (MailServer server = new MailServer(folder, Tls.NONE)) {
      EmailChannel mail = channel(server, Tls.NONE, Optional.empty(), Optional.empty());
      assertThat(mail.deliver(Messages.firing())).isInstanceOf(Delivery.Delivered.class);
      assertThat(mail.deliver(Messages.firing())).isInstanceOf(Delivery.Delivered.class);
      assertThat(mail.deliver(Messages.resolved())).isInstanceOf(Delivery.Delivered.class);

      MimeMessage[] all = server.mail().getReceivedMessages();
      assertThat(all).as("three for each of two people").hasSize(6);
      assertThat(all[0].getSubject()).isEqualTo(Messages.firing().title());
      assertThat(GreenMailUtil.getBody(all[0])).contains("HIGH  slow of <planner>");
      assertThat(all[1].getMessageID()).isEqualTo(all[0].getMessageID());
      assertThat(all[2].getMessageID()).isNotEqualTo(all[0].getMessageID());
      assertThat(all[2].getHeader("References"))
          .isEqualTo(all[0].getHeader("References"))
          .containsExactly("<pitwall-abc-1@pitwall>");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "STARTTLS"})
  void aPasswordGoesByTlsOnly(Tls tls) throws Exception {
    try (MailServer server = new MailServer(folder, tls)) {
      EmailChannel mail = channel(server, tls, PASSWORD, Optional.of(server.trusting()));
      assertThat(mail.deliver(Messages.storm())).isInstanceOf(Delivery.Delivered.class);
      assertThat(GreenMailUtil.getBody(server.mail().getReceivedMessages()[0]))
          .containsPattern("and 9,9\\d\\d more")
          .hasSizeLessThan(40_000);

      Optional<Secret> wrong = Optional.of(new Secret("wrongone"));
      Delivery refused =
          channel(server, tls, wrong, Optional.of(server.trusting())).deliver(Messages.firing());
      assertThat(refused).isInstanceOf(Delivery.Failed.class);
      assertThat(refused.detail()).contains("does not let the user in").doesNotContain("wrongone");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "STARTTLS"})
  void aServerThatIsNotTrustedIsNotSpokenTo(Tls tls) throws Exception {
    try (MailServer server = new MailServer(folder, tls)) {
      Delivery delivery =
          channel(server, tls, PASSWORD, Optional.empty()).deliver(Messages.firing());
      assertThat(delivery).isInstanceOf(Delivery.Failed.class);
      assertThat(delivery.detail()).doesNotContain(MailServer.PASSWORD);
      assertThat(server.mail().getReceivedMessages()).isEmpty();
    }
  }

  @Test
  void withoutTheWantedTlsNothingIsSent() throws Exception {
    try (MailServer server = new MailServer(folder, Tls.NONE)) {
      EmailChannel mail = channel(server, Tls.STARTTLS, PASSWORD, Optional.of(server.trusting()));
      assertThat(mail.deliver(Messages.firing())).isInstanceOf(Delivery.Failed.class);
      assertThat(server.mail().getReceivedMessages()).isEmpty();
    }
  }
}
