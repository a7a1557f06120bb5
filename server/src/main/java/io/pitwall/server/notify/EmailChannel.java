package io.pitwall.server.notify;

import io.pitwall.engine.notify.Channel;
import io.pitwall.engine.notify.Delivery;
import io.pitwall.model.notify.Notification;
import io.pitwall.server.notify.Receiver.Email;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * People with a mailbox, told by SMTP (<a href="https://www.rfc-editor.org/rfc/rfc5321">RFC
 * 5321</a>). The messages of a group make a thread: they refer to a message id that is made of its
 * dedup key, and have ids of their own that are the same when one is sent again (<a
 * href="https://www.rfc-editor.org/rfc/rfc5322">RFC 5322</a>), by which mailboxes drop repeats.
 *
 * <p>Answers from 500 on are final, those from 400 on are not (RFC 5321, section 4.2.1).
 */
final class EmailChannel implements Channel {
  private static final int LONGEST = 30_000;
  private static final String DOMAIN = "@pitwall";

  private final ChannelSettings settings;
  private final Email email;
  private final Links links;
  private final Session session;

  EmailChannel(ChannelSettings settings, Links links) {
    this(settings, links, Optional.empty());
  }

  /**
   * The same, trusting others than Java does.
   *
   * @param sockets makes the connections with TLS
   */
  EmailChannel(ChannelSettings settings, Links links, Optional<SSLSocketFactory> sockets) {
    this.settings = settings;
    this.email = (Email) settings.receiver();
    this.links = links;
    this.session = Session.getInstance(properties(sockets));
  }

  private Properties properties(Optional<SSLSocketFactory> sockets) {
    String patience = Long.toString(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.sendpartial", "true");
    properties.setProperty("mail.smtp.auth", Boolean.toString(email.password().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (email.tls()) {
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> {}
    }
    sockets.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    return properties;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String type() {
    return email.type();
  }

  @Override
  public String target() {
    return String.join(", ", email.to()) + " by " + email.host() + ":" + email.port();
  }

  @Override
  public int perMinute() {
    return settings.perMinute();
  }

  @Override
  public boolean tellsResolved() {
    return settings.sendResolved();
  }

  @Override
  public Delivery deliver(Notification notification) {
    Optional<String> refusal =
        io.pitwall.server.notify.Address.refusal(email.host(), settings.linkLocalAllowed());
    if (refusal.isPresent()) {
      return new Delivery.Refused(refusal.get());
    }
    try {
      MimeMessage message = message(notification);
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect(
            email.host(),
            email.port(),
            email.user().isEmpty() ? null : email.user(),
            email.password().map(Secret::value).orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
      }
      return new Delivery.Delivered("Taken by " + email.host());
    } catch (SendFailedException e) {
      return judged(e);
    } catch (AuthenticationFailedException e) {
      return new Delivery.Failed("The mail server does not let the user in");
    } catch (MessagingException e) {
      return new Delivery.Failed(
          "The mail server "
              + email.host()
              + " cannot be used: "
              + NotificationText.cut(String.valueOf(e.getMessage()), 200));
    }
  }

  private static Delivery judged(SendFailedException failure) {
    int sent = count(failure.getValidSentAddresses());
    int invalid = count(failure.getInvalidAddresses());
    if (sent > 0) {
      return new Delivery.Delivered("Taken for %d addresses, not for %d".formatted(sent, invalid));
    }
    String told =
        "The mail server says: " + NotificationText.cut(String.valueOf(failure.getMessage()), 200);
    boolean isFinal =
        switch (failure) {
          case SMTPSendFailedException answered -> answered.getReturnCode() >= 500;
          case SMTPSenderFailedException answered -> answered.getReturnCode() >= 500;
          default -> invalid > 0 && count(failure.getValidUnsentAddresses()) == 0;
        };
    return isFinal ? new Delivery.Refused(told) : new Delivery.Failed(told);
  }

  @SuppressWarnings("ConstantValue") // the library says nothing of null, and returns it
  private static int count(Address[] addresses) {
    return addresses == null ? 0 : addresses.length;
  }

  private MimeMessage message(Notification notification) throws MessagingException {
    String own = "<" + notification.id() + DOMAIN + ">";
    String thread = "<" + notification.dedupKey() + DOMAIN + ">";
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", own);
          }
        };
    message.setFrom(new InternetAddress(email.from()));
    for (String to : email.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
    }
    message.setSubject(notification.title(), StandardCharsets.UTF_8.name());
    message.setText(
        NotificationText.whole(notification, links, LONGEST), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(NotificationText.instant(notification.createdMicros())));
    message.setHeader("In-Reply-To", thread);
    message.setHeader("References", thread);
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: keeps answering machines off
    message.saveChanges();
    return message;
  }
}
