package dev.pointsman.benchmarks.shift;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, with its embedded providers, on a free port of its own choice. */
final class GatewayProcess implements AutoCloseable {
    private static final String MAIN = "dev.pointsman.gateway.Application";
    private static final int PATIENCE_SECONDS = 60;
    private static final int PAUSE_MILLIS = 100;

    private static final Pattern RUNNING = Pattern.compile("Server Running: (http://\\S+)");

    private final Process process;
    private final URI address;

    private GatewayProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it and waits until it says where it listens. */
    static GatewayProcess start(Path folder, Wanted wanted, Path log) throws IOException, InterruptedException {
        Path configuration = folder.resolve(wanted.fileName() + "-gateway.yml");
        Files.writeString(configuration, wanted.configuration(log.toAbsolutePath()));
        Path said = folder.resolve(wanted.fileName() + "-gateway.out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dmicronaut.config.files=" + configuration.toAbsolutePath(),
                        "-Dmicronaut.server.port=-1",
                        "-Dgateway.demo=true",
                        MAIN)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new GatewayProcess(process, address(process, said));
    }

    URI chat() {
        return address.resolve("/v1/chat/completions");
    }

    private static URI address(Process process, Path said) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 1000 / PAUSE_MILLIS; i++) {
            Matcher running = RUNNING.matcher(Files.readString(said));
            if (running.find()) {
                return URI.create(running.group(1));
            }
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("gateway: ended with " + process.exitValue() + " (expected: to listen)");
            }
        }
        process.destroyForcibly();
        throw new IOException("gateway: silent (expected: to listen within " + PATIENCE_SECONDS + " s)");
    }

    /** Asks it to end, which writes what is left of the log. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
