package dev.pointsman.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads HTTP/1.1 requests from one connection, one after another. */
public final class HttpRequestReader {
    private static final int LONGEST_LINE = 65_536;

    private final InputStream in;
    private final OutputStream out;

    public HttpRequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request; empty when the client has closed between two requests. */
    public Optional<HttpRequest> next() throws IOException {
        Optional<String> first = line();
        while (first.isPresent() && first.get().isEmpty()) {
            first = line();
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("request line: not HTTP/1 (expected: METHOD path HTTP/1.1)");
        }
        int question = words[1].indexOf('?');
        String path = question < 0 ? words[1] : words[1].substring(0, question);
        String query = question < 0 ? "" : words[1].substring(question + 1);
        Map<String, List<String>> headers = headers();
        return Optional.of(new HttpRequest(words[0], path, query, words[2], headers, body(headers)));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = needLine(); !line.isEmpty(); line = needLine()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("header field: no name (expected: name: value)");
            }
            headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    private String body(Map<String, List<String>> headers) throws IOException {
        if (HttpRequest.mentions(headers, "Expect", "100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] bytes = HttpRequest.mentions(headers, "Transfer-Encoding", "chunked")
                ? chunks()
                : exactly(number(
                        headers.getOrDefault("Content-Length", List.of("0")).get(0), 10));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(needLine().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                break;
            }
            body.writeBytes(exactly(size));
            needLine();
        }
        String trailer = needLine();
        while (!trailer.isEmpty()) {
            trailer = needLine();
        }
        return body.toByteArray();
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("body: ended early");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(text, radix) & Integer.MAX_VALUE;
        } catch (NumberFormatException notANumber) {
            throw new ProtocolException("length: " + text + " (expected: a number)");
        }
    }

    private String needLine() throws IOException {
        return line().orElseThrow(() -> new EOFException("request: ended early"));
    }

    private Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Optional.of(line.toString());
            }
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new ProtocolException("line: too long (expected: <= " + LONGEST_LINE + ")");
            }
        }
        return Optional.empty();
    }
}
