package dev.pointsman.gateway.access;

import io.micronaut.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Key that a request presents, in the header of OpenAI's or of Anthropic's clients. */
final class PresentedKey {
    private static final String X_API_KEY = "x-api-key";
    private static final String BEARER = "bearer ";
    private static final int LONGEST = 512;

    private PresentedKey() {}

    /** Returns the key; null if there is none, more than one, or none that could be valid. */
    static @Nullable String of(HttpHeaders headers) {
        List<String> found = new ArrayList<>();
        for (String value : headers.getAll(HttpHeaders.AUTHORIZATION)) {
            boolean bearer = value.toLowerCase(Locale.ROOT).startsWith(BEARER);
            found.add(bearer ? value.substring(BEARER.length()).strip() : "");
        }
        headers.getAll(X_API_KEY).forEach(value -> found.add(value.strip()));
        boolean one = !found.isEmpty() && found.stream().distinct().count() == 1;
        String key = one ? found.get(0) : "";
        return key.isEmpty() || key.length() > LONGEST ? null : key;
    }
}
