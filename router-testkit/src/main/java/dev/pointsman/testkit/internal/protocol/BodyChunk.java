package dev.pointsman.testkit.internal.protocol;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A part of the body that is sent at once: one event of a stream, or a whole JSON document.
 *
 * @param charset how the text becomes bytes: ISO-8859-1 for binary frames
 */
public record BodyChunk(Kind kind, String text, Charset charset) implements ReplyStep {

    public BodyChunk(Kind kind, String text) {
        this(kind, text, StandardCharsets.UTF_8);
    }

    /** Returns the same chunk with another text. */
    public BodyChunk withText(String other) {
        return new BodyChunk(kind, other, charset);
    }

    /** Role of a chunk, so that a fault can find its position in any wire format. */
    public enum Kind {
        /** Before the first token, or between two parts of the answer. */
        FRAME,
        /** One token of text or of a tool's arguments. */
        TOKEN,
        /** The end of the answer, with the finish reason. */
        FINISH,
        /** The usage, where it has an event of its own. */
        USAGE,
        /** The end mark of the stream. */
        DONE,
        /** Says nothing about the answer. */
        NOISE,
        /** A whole document. */
        BODY
    }

    public int size() {
        return bytes().length;
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    public boolean isToken() {
        return kind == Kind.TOKEN;
    }

    @Override
    public boolean play(ReplyOutput output) throws IOException {
        return output.piece(bytes());
    }
}
