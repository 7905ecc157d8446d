package dev.pointsman.wire.internal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content of a base64 {@code data:} address. Immutable.
 *
 * @param mediaType the registered media type, in lower case
 * @param data the content in base64
 */
public record DataUrl(String mediaType, String data) {
    private static final Pattern DATA_URL = Pattern.compile("data:([^;,]+)(?:;[^;,]*)*;base64,(.*)", Pattern.DOTALL);

    /**
     * Reads an address.
     *
     * @param url the address
     * @return its content; null if it is another kind of address
     */
    public static @Nullable DataUrl of(String url) {
        Matcher data = DATA_URL.matcher(url);
        return data.matches() ? new DataUrl(registered(data.group(1)), data.group(2)) : null;
    }

    /** Returns the registered media type; some clients send {@code image/jpg}. */
    private static String registered(String given) {
        String type = given.strip().toLowerCase(Locale.ROOT);
        return type.equals("image/jpg") || type.equals("image/pjpeg") ? "image/jpeg" : type;
    }

    /** Returns the media type, without the content. */
    @Override
    public String toString() {
        return "DataUrl[" + mediaType + "]";
    }
}
