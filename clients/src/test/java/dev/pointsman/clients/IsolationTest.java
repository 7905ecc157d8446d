package dev.pointsman.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Network of command-line clients, where the user may make namespaces. */
class IsolationTest {
    private static final String FETCH =
            "for (const port of process.argv.slice(1)) console.log(await fetch(`http://127.0.0.1:${port}`)"
                    + ".then(response => response.text(), () => 'unreachable'))";

    @Test
    void aProgramReachesItsPortAndNothingElse() throws Exception {
        HttpServer gateway = server("gateway");
        HttpServer other = server("other");
        try {
            Path folder = NodeModules.install();
            List<String> command = List.of(
                    NodeModules.node(),
                    folder.resolve("isolated.mjs").toString(),
                    port(gateway),
                    NodeModules.node(),
                    "--input-type=module",
                    "-e",
                    FETCH,
                    port(gateway),
                    port(other));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).isEqualTo("gateway\n" + (mayIsolate() ? "unreachable" : "other") + "\n");
        } finally {
            gateway.stop(0);
            other.stop(0);
        }
    }

    private static boolean mayIsolate() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-n", "ip", "link", "set", "lo", "up")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String port(HttpServer server) {
        return String.valueOf(server.getAddress().getPort());
    }
}
