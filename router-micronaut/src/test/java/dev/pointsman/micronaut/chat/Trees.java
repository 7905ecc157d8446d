package dev.pointsman.micronaut.chat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON trees for tests. */
final class Trees {
    static final JsonMapper MAPPER = JsonMapper.createDefault();

    private Trees() {}

    /**
     * A tree from text with single quotes, which Java's strings need no escapes for; double quotes among them stand for
     * themselves. Text without single quotes is plain JSON.
     */
    static JsonNode of(String json) {
        return parse(json.indexOf('\'') < 0 ? json : json.replace("\"", "\\\"").replace('\'', '"'));
    }

    /** The tree as a reader of its text sees it: numbers know no Java types. */
    static JsonNode reread(JsonNode node) {
        try {
            return parse(MAPPER.writeValueAsString(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode node = MAPPER.readValue(json, Argument.of(JsonNode.class));
            return node == null ? JsonNode.nullNode() : node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
