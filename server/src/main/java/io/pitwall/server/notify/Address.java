package io.pitwall.server.notify;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a receiver is. Link-local addresses, where clouds keep the keys of their machines, are
 * refused unless that is allowed: by what a name resolves to when it is about to be used, so that
 * neither a name nor another way of writing the number helps. Java keeps what it has resolved for a
 * while, so that the connection made next goes where the check looked.
 *
 * <p>Addresses: <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special
 * purpose registries</a>; metadata services outside of them: AWS {@code fd00:ec2::254} and Alibaba
 * {@code 100.100.100.200}.
 */
final class Address {
  private static final List<byte[]> METADATA =
      List.of(
          new byte[] {100, 100, 100, (byte) 200},
          new byte[] {(byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54});

  /** 64:ff9b::/96, which stands for an IPv4 address behind a translator (RFC 6052). */
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  /**
   * Reads the address of a receiver.
   *
   * @throws IllegalArgumentException if it is not http or https, names no host, holds a user or a
   *     password, or is the number of a refused address; the message does not tell the address
   */
  static URI parse(String text, boolean linkLocalAllowed) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "Expected a url like https://hooks.example/path, but got one that cannot be read", e);
    }
    String scheme = uri.getScheme() == null ? "none" : uri.getScheme();
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new IllegalArgumentException(
          "Expected a url that begins with http:// or https://, but got the scheme " + scheme);
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("Expected a url with a host, but got one without");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "Expected a url without a user or a password in it, but got one with");
    }
    if (isNumber(uri.getHost())) {
      refusal(uri.getHost(), linkLocalAllowed)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(why);
              });
    }
    return uri;
  }

  /** Why a host must not be spoken to as of now, empty if it may. */
  static Optional<String> refusal(String host, boolean linkLocalAllowed) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
          return Optional.of(
              "Expected the address of a machine, but got one that stands for all or for many");
        }
        if (!linkLocalAllowed && isLinkLocal(address)) {
          return Optional.of(
              "Expected an address that is not link-local, where clouds keep the keys of machines;"
                  + " allow-link-local on the channel allows it");
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty(); // the attempt will tell, and be made again
    }
  }

  private static boolean isLinkLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isLinkLocalAddress()
        || METADATA.stream().anyMatch(metadata -> Arrays.equals(metadata, bytes))) {
      return true;
    }
    if (address instanceof Inet6Address
        && Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length)) {
      return bytes[12] == (byte) 169 && bytes[13] == (byte) 254;
    }
    return false;
  }

  /** Whether a host is written as a number, in whatever way Java reads as one. */
  private static boolean isNumber(String host) {
    return host.startsWith("[") || host.matches("[0-9a-fA-FxX.]*[0-9][0-9a-fA-FxX.]*");
  }

  private Address() {}
}
