package dev.pointsman.micronaut.state;

import dev.pointsman.file.StateFile;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opener of state in a file. */
@Singleton
@Requires(classes = StateFile.class)
final class FileStateOpener implements StateOpener {
    private static final long RESPONSES = 256L << 20;

    @Override
    public @Nullable OpenState open(StateSettings settings) {
        if (settings.file() == null) {
            return null;
        }
        try {
            StateFile file = StateFile.open(Path.of(settings.file()));
            return new OpenState(
                    file.usage(),
                    file.usageRecords(),
                    file.responses(RESPONSES),
                    null,
                    null,
                    file.calls(),
                    file::close);
        } catch (UncheckedIOException e) {
            throw new ConfigurationException(
                    "pointsman.state.file: " + String.valueOf(e.getCause()).replaceFirst("^[^:]*: ", ""), e);
        }
    }
}
