package dev.pointsman.gateway.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Conversions by the command, and gateways that start with their result. */
final class ConvertedGateway {
    private final Path folder;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    ConvertedGateway(Path folder) {
        this.folder = folder;
    }

    /** Returns the new configuration. */
    String convert(String source) throws IOException {
        int status = run(source);
        assertThat(status).as(errors()).isZero();
        return output.toString(StandardCharsets.UTF_8);
    }

    int run(String source) throws IOException {
        Path file = folder.resolve("litellm.yaml");
        Files.writeString(file, source);
        return command(file.toString());
    }

    int command(String... arguments) {
        output.reset();
        errors.reset();
        return ConvertLiteLlmCommand.run(
                List.of(arguments),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /** Starts a gateway with the converted configuration in a file, and variables of the environment. */
    Gateway start(String source, Map<String, Object> variables) throws IOException {
        Path file = folder.resolve("pointsman.yml");
        Files.writeString(file, convert(source));
        System.setProperty("micronaut.config.files", file.toString());
        try {
            return Gateway.start(variables);
        } finally {
            System.clearProperty("micronaut.config.files");
        }
    }
}
