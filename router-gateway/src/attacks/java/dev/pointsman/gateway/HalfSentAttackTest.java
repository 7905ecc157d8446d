package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that begin a request and do not finish it. */
class HalfSentAttackTest {
    private static final int CLIENTS = 53;
    private static final int SENT = 9_800_000;
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @Test
    void halfSentBodiesTakeNoMoreThanTheirBudgetAndEndInTime() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (FaultyProvider provider = FaultyProvider.openAi().start();
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider))) {
            byte[] part = new byte[SENT];
            java.util.Arrays.fill(part, (byte) ' ');
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = gateway.connect();
                sockets.add(socket);
                Thread sender = new Thread(() -> send(socket, part));
                sender.start();
                senders.add(sender);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(gateway.ask(AttackedGateway.HELLO).statusCode()).isEqualTo(200);
                Thread.sleep(50);
            }
            for (Thread sender : senders) {
                sender.join(SOON.toMillis());
            }
            for (Socket socket : sockets) {
                assertThat(ending(socket)).isIn("503", "408", "reset");
            }
            assertThat(gateway.ask(AttackedGateway.HELLO).statusCode()).isEqualTo(200);
            assertThat(gateway.log()).doesNotContain("OutOfMemory").doesNotContain("OutOfDirectMemory");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aHeaderThatDripsAndABodyThatStopsEndWithARequestTimeout() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().start();
                AttackedGateway gateway = AttackedGateway.start(folder, "256m", yaml(provider))) {
            try (Socket dripping = gateway.connect()) {
                long start = System.nanoTime();
                dripping.getOutputStream()
                        .write("POST /v1/chat/completions HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread drip = new Thread(() -> drip(dripping));
                drip.start();
                assertThat(AttackedGateway.untilClosed(dripping, SOON))
                        .startsWith("HTTP/1.1 408")
                        .contains("header-timeout");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
                drip.join(SOON.toMillis());
            }
            try (Socket stopping = gateway.half(1000, "{\"messages\":".getBytes(StandardCharsets.US_ASCII))) {
                assertThat(AttackedGateway.untilClosed(stopping, SOON))
                        .startsWith("HTTP/1.1 408")
                        .contains("body-timeout");
            }
            try (Socket silent = gateway.connect()) {
                assertThat(AttackedGateway.untilClosed(silent, SOON)).isEmpty();
            }
        }
    }

    private static void send(Socket socket, byte[] part) {
        try {
            String head = "POST " + AttackedGateway.CHAT + " HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                    + "\r\nContent-Length: " + (SENT + 1) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(part);
        } catch (IOException refused) {
            // The connection is closed by then: that is what the test looks for.
        }
    }

    private static void drip(Socket socket) {
        try {
            for (int i = 0; i < 40; i++) {
                socket.getOutputStream().write(("X-" + i + ": x\r\n").getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException closed) {
            // The connection is closed by then: that is what the test looks for.
        }
    }

    private static String ending(Socket socket) {
        try {
            String response = AttackedGateway.untilClosed(socket, SOON);
            return response.length() > 12 ? response.substring(9, 12) : "reset";
        } catch (java.net.SocketTimeoutException open) {
            return "open";
        } catch (IOException reset) {
            return "reset";
        }
    }

    private static String yaml(FaultyProvider provider) {
        return """
            gateway.limits: { header-timeout: 2s, body-timeout: 2s, body-rate: 10MB }
            pointsman:
              providers: { acme: { wire: openai, url: "%s" } }
              models: [ { id: one, provider: acme } ]
              pools: { chat: { primary: [one] } }
            """.formatted(provider.url());
    }
}
