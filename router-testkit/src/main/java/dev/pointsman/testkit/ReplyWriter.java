package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.http.ClientSocket;
import dev.pointsman.testkit.internal.http.HttpRequest;
import dev.pointsman.testkit.internal.protocol.HttpReply;
import dev.pointsman.testkit.internal.protocol.ReplyOutput;
import dev.pointsman.testkit.internal.protocol.ReplyStep;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Plays the steps of one reply on a connection.
 *
 * <p>A piece leaves when the next step begins, so that the last piece and the end of the body leave together: a
 * client that stops at the stream's end mark has then always been sent everything. The ending is told before the
 * bytes that let the client notice it, so that a test may look at once.
 */
final class ReplyWriter implements ReplyOutput {
    private final ClientSocket line;
    private final OutputStream out;
    private final HttpReply reply;
    private final boolean chunked;
    private final boolean keepsAlive;
    private final Consumer<ExchangeEnding> told;

    ReplyWriter(ClientSocket line, HttpRequest request, HttpReply reply, Consumer<ExchangeEnding> told)
            throws IOException {
        this.line = line;
        this.out = new BufferedOutputStream(line.output());
        this.reply = reply;
        this.chunked = reply.streaming() && request.http11();
        // Without chunks, or with bytes that never come, only the connection's end can end the body.
        this.keepsAlive = request.keepsAlive() && reply.missing() == 0;
        this.told = told;
    }

    /** Returns whether the connection is good for another request. */
    boolean play() throws IOException {
        for (ReplyStep step : reply.steps()) {
            if (!step.play(this)) {
                return false;
            }
        }
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        told.accept(ExchangeEnding.ANSWERED);
        out.flush();
        return keepsAlive;
    }

    @Override
    public boolean interim(int status) throws IOException {
        out.write(("HTTP/1.1 " + status + " Interim\r\nLink: </style.css>; rel=preload\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    @Override
    public boolean head() throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(reply.status())
                .append(reason())
                .append("\r\n");
        for (Map.Entry<String, String> field : reply.headers().entrySet()) {
            head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
        }
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!reply.streaming()) {
            head.append("Content-Length: ")
                    .append(reply.sentLength() + reply.missing())
                    .append("\r\n");
        }
        head.append(keepsAlive ? "\r\n" : "Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }

    private String reason() {
        return reply.status() < 300 ? " OK" : " Not OK";
    }

    @Override
    public boolean piece(byte[] bytes) throws IOException {
        out.flush();
        if (chunked) {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(bytes);
        if (chunked) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return true;
    }

    @Override
    public boolean pause(Duration length) throws IOException {
        out.flush();
        if (line.clientLeavesWithin(length)) {
            told.accept(ExchangeEnding.CLIENT_LEFT);
            return false;
        }
        return true;
    }

    @Override
    public boolean reset() throws IOException {
        out.flush();
        told.accept(ExchangeEnding.RESET);
        line.reset();
        return false;
    }

    @Override
    public boolean close() throws IOException {
        out.flush();
        told.accept(ExchangeEnding.CLOSED);
        return false;
    }
}
