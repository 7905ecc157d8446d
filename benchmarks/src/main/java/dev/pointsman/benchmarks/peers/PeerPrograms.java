package dev.pointsman.benchmarks.peers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Programs in front of one provider that are measured beside each other: those that are installed. */
final class PeerPrograms {
    private final CannedProvider provider;
    private final Path gateway;
    private final Path folder;

    /**
     * Creates the programs.
     *
     * @param gateway the gateway's jar
     * @param folder the folder of the other ones
     */
    PeerPrograms(CannedProvider provider, Path gateway, Path folder) {
        this.provider = provider;
        this.gateway = gateway;
        this.folder = folder;
    }

    /** Start of a program at a port. */
    @FunctionalInterface
    interface Starter {
        ProxyProcess start(int port) throws IOException, InterruptedException;
    }

    /** Returns the programs by name; with the property {@code peers}, those whose first word it lists. */
    Map<String, Starter> chosen() {
        Map<String, Starter> starters = installed();
        String wanted = System.getProperty("peers", "");
        if (!wanted.isEmpty()) {
            List<String> words = List.of(wanted.split(",", -1));
            starters.keySet().removeIf(name -> !words.contains(name.split(" ", 2)[0]));
        }
        return starters;
    }

    private Map<String, Starter> installed() {
        Map<String, Starter> starters = new LinkedHashMap<>();
        if (Files.isExecutable(Path.of("/usr/sbin/nginx"))) {
            starters.put("nginx", this::nginx);
        }
        starters.put(
                "bare Micronaut proxy",
                port -> java(
                        port,
                        "-cp",
                        folder.resolve("bare.jar").toString(),
                        "dev.pointsman.benchmarks.peers.BareServer",
                        "" + port,
                        provider.address()));
        if (Files.isDirectory(folder.resolve("spring/lib"))) {
            starters.put("Spring Cloud Gateway", this::spring);
        }
        Path portkey = folder.resolve("portkey/node_modules/@portkey-ai/gateway/build/start-server.js");
        if (Files.exists(portkey)) {
            starters.put(
                    "Portkey",
                    port -> ProxyProcess.start(
                            List.of(
                                    "/usr/bin/env",
                                    "TRUSTED_CUSTOM_HOSTS=127.0.0.1", // it refuses private addresses otherwise
                                    "node",
                                    portkey.toString(),
                                    "--port=" + port,
                                    "--headless"),
                            port,
                            folder));
        }
        starters.put("gateway", this::gateway);
        return starters;
    }

    private ProxyProcess java(int port, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(more));
        return ProxyProcess.start(command, port, folder);
    }

    private ProxyProcess nginx(int port) throws IOException, InterruptedException {
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off; worker_processes 2; pid %1$s/nginx.pid; error_log %1$s/nginx.err;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  upstream provider { server 127.0.0.1:%2$d; keepalive 64; }
                  server {
                    listen 127.0.0.1:%3$d; keepalive_requests 1000000;
                    location / { proxy_pass http://provider; proxy_http_version 1.1;
                      proxy_set_header Connection ""; proxy_buffering off; }
                  }
                }
                """.formatted(folder, provider.port(), port));
        return ProxyProcess.start(List.of("/usr/sbin/nginx", "-c", configuration.toString()), port, folder);
    }

    private ProxyProcess spring(int port) throws IOException, InterruptedException {
        return java(
                port,
                "-Dserver.port=" + port,
                "-Dspring.main.banner-mode=off",
                "-Dspring.cloud.gateway.server.webflux.routes[0].id=all",
                "-Dspring.cloud.gateway.server.webflux.routes[0].uri=" + provider.address(),
                "-Dspring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/**",
                "-cp",
                folder.resolve("spring") + "/classes:" + folder.resolve("spring") + "/lib/*",
                "peer.SpringGateway");
    }

    private ProxyProcess gateway(int port) throws IOException, InterruptedException {
        Path configuration = folder.resolve("gateway.yml");
        Files.writeString(configuration, """
                pointsman:
                  providers: { p: { wire: openai, url: "%s", api-key: key } }
                  models: [ { id: m, provider: p, price: { input: 1, output: 2 } } ]
                  pools: { chat: { primary: [m] } }
                """.formatted(provider.address() + "/v1"));
        List<String> options = List.of(System.getProperty("gateway-options", "-XX:+ExitOnOutOfMemoryError")
                .split("[ ,]", -1));
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(
                "-Dmicronaut.config.files=" + configuration.toAbsolutePath(),
                "-Dmicronaut.server.port=" + port,
                "-jar",
                gateway.toString()));
        ProxyProcess made = java(port, all.toArray(String[]::new));
        while (!isReady(port)) {
            Thread.sleep(20);
        }
        return made;
    }

    private static boolean isReady(int port) throws IOException {
        return ((HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/readiness")
                                .toURL()
                                .openConnection())
                        .getResponseCode()
                == 200;
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
