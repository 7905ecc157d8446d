package dev.pointsman.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reader and writer of single JSON documents; rejects trailing data. For protocols and clients.
 *
 * <p>Integers are exact; other numbers are read as doubles, and those out of their range as infinite.
 */
public final class JsonReader {
    /** Largest length of a string; Jackson's default, 20 million characters, is below that of an answer. */
    private static final int LONGEST_STRING = 64 * 1024 * 1024;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .build());

    private JsonReader() {}

    /**
     * Reads an object.
     *
     * @param bytes the bytes of one document
     * @return the object; null if they hold anything else
     */
    public static @Nullable JsonNode objectOrNull(byte[] bytes) {
        return objectOrNull(bytes, null);
    }

    // A mapper stops after the first value: the second half of two objects in one would be lost.
    private static @Nullable JsonNode objectOrNull(byte[] bytes, @Nullable IntConsumer values) {
        try (JsonParser parser = parser(bytes, values)) {
            JsonNode node = MAPPER.readTree(parser);
            return node != null && node.isObject() && parser.nextToken() == null ? node : null;
        } catch (CountedParser.StoppedException stopped) {
            throw stopped.reason();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static JsonParser parser(byte[] bytes, @Nullable IntConsumer values) throws IOException {
        JsonParser parser = MAPPER.getFactory().createParser(bytes);
        return values == null ? parser : new CountedParser(parser, values);
    }

    /** Reading of one document without a tree. */
    @FunctionalInterface
    public interface Scan {
        /**
         * Reads the document.
         *
         * @param parser a parser before its first token
         * @return whether it is what was looked for, up to its last token
         * @throws IOException if the document is broken
         */
        boolean read(JsonParser parser) throws IOException;
    }

    /**
     * Reads a document without making a tree of it.
     *
     * @param bytes the bytes of one document
     * @param scan reads it
     * @return false if the document is broken, followed by more, or not what was looked for
     */
    public static boolean scan(byte[] bytes, Scan scan) {
        try (JsonParser parser = MAPPER.getFactory().createParser(bytes)) {
            return scan.read(parser) && parser.nextToken() == null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Reads the first document of a text; trailing data is ignored.
     *
     * @param text the text
     * @return the document; null if the text does not begin with a complete one
     */
    static @Nullable JsonNode firstOrNull(String text) {
        try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
            return MAPPER.readTree(parser);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Reads an object from a provider. Other content is not quoted in errors, as it may be private.
     *
     * @param bytes the bytes of one document
     * @param what the name of the document, for the error
     * @return the object
     * @throws dev.pointsman.failure.ProviderException of kind {@code BAD_RESPONSE} if they hold anything else
     */
    public static JsonNode object(byte[] bytes, String what) {
        return object(bytes, what, null);
    }

    /**
     * Reads an object from a provider and counts its values while they are read.
     *
     * @param bytes the bytes of one document
     * @param what the name of the document, for the error
     * @param values gets the number of further values, about 1,000 at a time; its exceptions end the reading and are
     *     thrown on; null for none
     * @return the object
     * @throws dev.pointsman.failure.ProviderException of kind {@code BAD_RESPONSE} if they hold anything else
     */
    public static JsonNode object(byte[] bytes, String what, @Nullable IntConsumer values) {
        JsonNode node = objectOrNull(bytes, values);
        if (node == null) {
            throw ProviderExceptions.badResponse(what + ": " + describe(bytes), "a JSON object");
        }
        return node;
    }

    /**
     * Returns the UTF-8 bytes of a document.
     *
     * @param node the document
     * @return the bytes
     */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the text of a document.
     *
     * @param node the document
     * @return the text, in one line
     */
    public static String text(JsonNode node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
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
