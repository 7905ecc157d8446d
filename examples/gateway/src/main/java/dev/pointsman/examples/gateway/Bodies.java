package dev.pointsman.examples.gateway;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON, whatever content type a client claims. */
@Singleton
final class Bodies {
    private final JsonMapper mapper;

    Bodies(JsonMapper mapper) {
        this.mapper = mapper;
    }

    JsonNode read(byte @Nullable [] body) {
        try {
            JsonNode node = body == null ? null : mapper.readValue(body, JsonNode.class);
            if (node != null) {
                return node;
            }
        } catch (IOException e) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST, "body: not JSON (expected: a JSON object)");
        }
        throw new HttpStatusException(HttpStatus.BAD_REQUEST, "body: empty (expected: a JSON object)");
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
