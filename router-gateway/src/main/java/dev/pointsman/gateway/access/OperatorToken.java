package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.HeaderText;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpHeaders;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Secret that authenticates operators: the configured one, or a random one in a file that only its owner may read. */
@Context
final class OperatorToken {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 512;
    private static final int RANDOM_BYTES = 32;
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final byte[] token;
    private final @Nullable Path file;

    OperatorToken(OperatorSettings settings) {
        String configured = settings.token();
        if (configured != null) {
            if (configured.length() < SHORTEST || configured.length() > LONGEST || !HeaderText.isPlain(configured)) {
                throw new ConfigurationException("gateway.operators.token: " + configured.length()
                        + " characters (expected: " + SHORTEST + " to " + LONGEST + " visible ASCII characters)");
            }
            token = configured.getBytes(StandardCharsets.UTF_8);
            file = null;
            return;
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        token = Base64.getUrlEncoder().withoutPadding().encode(random);
        file = write(settings.tokenFile());
    }

    /** Returns the file with the random token; null if the token is configured. */
    @Nullable
    Path file() {
        return file;
    }

    /** Returns whether a request carries the token, as a bearer token or as the password of basic authentication. */
    boolean isIn(HttpHeaders headers) {
        List<String> given = headers.getAll(HttpHeaders.AUTHORIZATION);
        return given.size() == 1 && MessageDigest.isEqual(secret(given.get(0)), token);
    }

    private static byte[] secret(String authorization) {
        String scheme = authorization.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        }
        if (scheme.startsWith(BASIC)) {
            try {
                String credentials = new String(
                        Base64.getDecoder()
                                .decode(authorization.substring(BASIC.length()).strip()),
                        StandardCharsets.UTF_8);
                return credentials.substring(credentials.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) { // not Base64, and so no secret
                return new byte[0];
            }
        }
        return new byte[0];
    }

    private Path write(@Nullable String path) {
        try {
            return OwnersFile.write(path == null ? null : Path.of(path), token);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "gateway.operators.token-file: " + (path == null ? "in the directory for temporary files" : path)
                            + " can't be written (expected: a path where a new file may be made, or"
                            + " gateway.operators.token): " + e,
                    e);
        }
    }

    @PreDestroy
    void delete() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
