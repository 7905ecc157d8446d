package dev.pointsman.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A name as the value of a header, which is visible ASCII: everything else is percent-encoded in UTF-8, as in an address,
 * and so is the percent sign.
 */
final class HeaderText {
    private HeaderText() {}

    static String of(String name) {
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

    /** Whether all of it is visible ASCII. */
    static boolean isPlain(String text) {
        return text.chars().allMatch(HeaderText::isPlain);
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7f;
    }
}
