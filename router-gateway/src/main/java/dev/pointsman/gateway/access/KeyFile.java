package dev.pointsman.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.micronaut.tenant.ClientKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** File of keys: a JSON document with tenant, id, hash and last day of each. A change replaces it as a whole. */
final class KeyFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEYS = "keys";

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Returns the keys; none if there is no file yet. */
    List<ClientKey> read() throws IOException {
        List<ClientKey> keys = new ArrayList<>();
        if (Files.exists(path)) {
            for (JsonNode one : JSON.readTree(path.toFile()).path(KEYS)) {
                keys.add(key(one));
            }
        }
        return keys;
    }

    private ClientKey key(JsonNode one) throws IOException {
        try {
            return ClientKey.of(
                    one.path("tenant").asText(),
                    one.path("id").asText(),
                    one.path("hash").asText(),
                    one.hasNonNull("expires")
                            ? LocalDate.parse(one.get("expires").asText())
                            : null);
        } catch (RuntimeException e) {
            throw new IOException(
                    path + ": not a file of keys (expected: tenant, id, hash and expires of each): " + e.getMessage(),
                    e);
        }
    }

    /** Writes the keys; readers see the old or the new ones. */
    void write(List<ClientKey> keys) throws IOException {
        ArrayNode list = JSON.createArrayNode();
        for (ClientKey key : keys) {
            ObjectNode one = list.addObject()
                    .put("tenant", key.tenant())
                    .put("id", key.id())
                    .put("hash", key.hash());
            if (key.expires() != null) {
                one.put("expires", key.expires().toString());
            }
        }
        OwnersFile.write(
                path,
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(JSON.createObjectNode().set(KEYS, list)));
    }
}
