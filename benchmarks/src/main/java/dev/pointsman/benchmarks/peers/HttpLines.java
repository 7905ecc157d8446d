package dev.pointsman.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of HTTP/1 heads. */
final class HttpLines {
    private HttpLines() {}

    /** Returns the next line without its end; null at the end of the connection. */
    static @Nullable String next(InputStream in) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return new String(line, 0, length, StandardCharsets.ISO_8859_1);
            }
            if (b != '\r') {
                if (length == line.length) {
                    line = Arrays.copyOf(line, length * 2);
                }
                line[length++] = (byte) b;
            }
        }
        return null;
    }
}
