package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RpcStatusTest {
  private final RpcStatus status =
      new RpcStatus(
          GrpcStatus.RESOURCE_EXHAUSTED, "full", Optional.of(java.time.Duration.ofMillis(1500)));

  @Test
  void protobufIsReadByProtobuf() throws InvalidProtocolBufferException {
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(status.protobuf());
    assertThat(fields.getField(1).getVarintList()).containsExactly(8L);
    assertThat(fields.getField(2).getLengthDelimitedList().getFirst().toStringUtf8())
        .isEqualTo("full");
    Any detail = Any.parseFrom(fields.getField(3).getLengthDelimitedList().getFirst());
    assertThat(detail.getTypeUrl()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
    Duration delay =
        Duration.parseFrom(
            UnknownFieldSet.parseFrom(detail.getValue())
                .getField(1)
                .getLengthDelimitedList()
                .getFirst());
    assertThat(delay.getSeconds()).isEqualTo(1);
    assertThat(delay.getNanos()).isEqualTo(500_000_000);
  }

  @Test
  void jsonFollowsTheMapping() {
    assertThat(status.json())
        .asString()
        .startsWith("{\"code\":8,\"message\":\"full\",\"details\":[{")
        .contains("\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\"")
        .contains("\"retryDelay\":\"1.5s\"");
    assertThat(new RpcStatus(GrpcStatus.INVALID_ARGUMENT, "no", Optional.empty()).json())
        .asString()
        .isEqualTo("{\"code\":3,\"message\":\"no\"}");
  }
}
