package dev.pointsman.testkit;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A part of the body that is sent at once: one event of a stream, or a whole JSON document.
 *
 * @param charset how the text becomes bytes: ISO-8859-1 for binary frames
 */
record BodyChunk(Kind kind, String text, Charset charset) implements ReplyStep {

    BodyChunk(Kind kind, String text) {
        this(kind, text, StandardCharsets.UTF_8);
    }

    /** Returns the same chunk with another text. */
    BodyChunk withText(String other) {
        return new BodyChunk(kind, other, charset);
    }

    /** Role of a chunk, so that a fault can find its position in any wire format. */
    enum Kind {
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

    int size() {
        return bytes().length;
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    boolean isToken() {
        return kind == Kind.TOKEN;
    }

    @Override
    public ExchangeEnding play(ReplyWriter writer) throws IOException {
        return writer.piece(bytes());
    }
}
