package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.micronaut.core.type.Argument;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reader of single JSON documents, and writer with the application's mapper; rejects trailing data. */
final class JsonReader {
    private static final Argument<JsonNode> NODE = Argument.of(JsonNode.class);
    /** Jackson's default string limit, 20 million characters, is below that of an answer. */
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(ProviderHttpConfiguration.LARGEST_ANSWER)
                    .build())
            .build();

    private static final JsonNodeTreeCodec TREES = JsonNodeTreeCodec.getInstance();

    private final JsonMapper mapper;

    JsonReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the object in the bytes; null if they hold anything else. */
    @Nullable
    JsonNode objectOrNull(byte[] bytes) {
        return objectOrNull(bytes, null);
    }

    // A mapper stops after the first value: the second half of two objects in one would be lost.
    private static @Nullable JsonNode objectOrNull(byte[] bytes, @Nullable AnswerLease lease) {
        try (JsonParser parser = parser(bytes, lease)) {
            JsonNode node = TREES.readTree(parser);
            return node.isObject() && parser.nextToken() == null ? node : null;
        } catch (AnswerMemoryException full) {
            throw full;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static JsonParser parser(byte[] bytes, @Nullable AnswerLease lease) throws IOException {
        JsonParser parser = PARSERS.createParser(bytes);
        return lease == null || bytes.length <= AnswerLease.SMALL ? parser : new CountedParser(parser, lease);
    }

    /**
     * Returns the first document in a text; null if the text does not begin with a complete one. Trailing data is
     * ignored.
     */
    @Nullable
    JsonNode firstOrNull(String text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            return TREES.readTree(parser);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Returns the object in the bytes; other content is not quoted in errors, as it may be private. */
    JsonNode object(byte[] bytes, String what) {
        return object(bytes, what, null);
    }

    /** Returns the object in the bytes and counts its memory. */
    JsonNode object(byte[] bytes, String what, @Nullable AnswerLease lease) {
        JsonNode node = objectOrNull(bytes, lease);
        if (node == null) {
            throw ProviderExceptions.badResponse(what + ": " + describe(bytes), "a JSON object");
        }
        return node;
    }

    byte[] bytes(JsonNode node) {
        try {
            return mapper.writeValueAsBytes(NODE, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(JsonNode node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
    }

    /** Returns the text of a value, with numbers as read. */
    static String written(JsonNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = PARSERS.createGenerator(text)) {
            TREES.writeTree(generator, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String describe(byte[] bytes) {
        for (byte b : bytes) {
            if (!Character.isWhitespace(b)) {
                return b == '<' ? "HTML" : "broken JSON of " + bytes.length + " bytes";
            }
        }
        return "nothing";
    }
}
