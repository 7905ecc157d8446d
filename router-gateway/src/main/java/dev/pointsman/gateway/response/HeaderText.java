package dev.pointsman.gateway.response;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Encoding of names as header values, which are visible ASCII: every other character, and the percent sign, is
 * percent-encoded in UTF-8.
 */
public final class HeaderText {
    private HeaderText() {}

    public static String of(String name) {
        if (isPlain(name) && name.indexOf('%') < 0) {
            return name;
        }
        StringBuilder text = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(one) && one != '%') {
                text.append((char) one);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", one));
            }
        }
        return text.toString();
    }

    /** Returns whether a text is visible ASCII. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7f;
    }
}
