package dev.pointsman.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, which can be killed. */
final class KillableGateway implements AutoCloseable {
    private static final Pattern RUNNING = Pattern.compile("Server Running: (http://\\S+)");
    private static final int START_SECONDS = 120;
    private static final int PAUSE_MILLIS = 100;

    private final Process process;
    private final Path output;

    private KillableGateway(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a gateway that is configured by YAML, with its files in a folder; returns before it listens. */
    static KillableGateway start(Path folder, String yaml) throws IOException {
        Path configuration = Files.writeString(folder.resolve("gateway.yml"), yaml);
        Path output = Files.createFile(folder.resolve("gateway.log"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:TieredStopAtLevel=1",
                "-Dmicronaut.config.files=" + configuration,
                "-Dmicronaut.server.port=-1",
                "-Dlogger.levels.io.micronaut.runtime=INFO", // tells the address
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new KillableGateway(process, output);
    }

    /** Returns where it listens, once it does. */
    String awaitAddress() throws IOException, InterruptedException {
        for (int i = 0; i < START_SECONDS * 1_000 / PAUSE_MILLIS; i++) {
            Matcher running = RUNNING.matcher(Files.readString(output));
            if (running.find()) {
                return running.group(1);
            }
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("the gateway does not listen:\n" + Files.readString(output));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
