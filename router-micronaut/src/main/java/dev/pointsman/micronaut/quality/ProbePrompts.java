package dev.pointsman.micronaut.quality;

/** Prompts of one token or two: letters, pairs and triples of letters, numbers. In a fixed order that mixes them. */
final class ProbePrompts {
    /** The number of prompts. */
    static final int SIZE = 8192;

    private static final String CONSONANTS = "bcdfghklmnprstvw";
    private static final String VOWELS = "aeiouy";
    private static final int STEP = 2731; // without a common divisor with the size

    private ProbePrompts() {}

    /** Returns a prompt by its number, from 0. */
    static String of(int number) {
        int mixed = (int) ((long) number * STEP % SIZE);
        int kind = mixed % 4;
        int rest = mixed / 4;
        String syllable = "" + CONSONANTS.charAt(rest % 16) + VOWELS.charAt(rest / 16 % 6);
        return switch (kind) {
            case 0 -> Integer.toString(rest);
            case 1 -> syllable + CONSONANTS.charAt(rest / 96 % 16) + (rest >= 1536 ? "s" : "");
            case 2 ->
                Character.toUpperCase(syllable.charAt(0))
                        + syllable.substring(1)
                        + CONSONANTS.charAt(rest / 96 % 16)
                        + (rest >= 1536 ? "e" : "");
            default -> VOWELS.charAt(rest % 6) + "" + CONSONANTS.charAt(rest / 6 % 16) + (rest >= 96 ? rest / 96 : "");
        };
    }
}
