package dev.pointsman.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures that are logged for operators. */
class ErrorsTest {

    static Stream<IOException> departures() {
        return Stream.of(new EOFException(), new ClosedChannelException(), new SocketException("Connection reset"));
    }

    @ParameterizedTest
    @MethodSource("departures")
    void aClientThatLeavesIsNoErrorOfTheGateway(IOException departure) {
        assertThat(logged(() -> assertThat(ErrorResponses.of(departure).status().getCode())
                        .isEqualTo(400)))
                .isEmpty();
    }

    @Test
    void aFailureOfTheGatewaysOwnIsLoggedAndKeptFromTheClient() {
        IllegalStateException broken = new IllegalStateException("a secret of the house");
        assertThat(logged(() ->
                        assertThat(ErrorResponses.of(broken).body().toString()).doesNotContain("secret")))
                .contains("ERROR", "a secret of the house");
    }

    private static String logged(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }
}
