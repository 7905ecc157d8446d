package dev.pointsman.testkit.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An HTTP request, read to the end of its body. The map of headers ignores case. */
public record HttpRequest(
        String method, String path, String query, String version, Map<String, List<String>> headers, String body) {

    public boolean http11() {
        return version.equals("HTTP/1.1");
    }

    public boolean keepsAlive() {
        return http11() && !mentions(headers, "Connection", "close");
    }

    static boolean mentions(Map<String, List<String>> headers, String name, String word) {
        return headers.getOrDefault(name, List.of()).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
    }
}
