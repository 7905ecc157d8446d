package dev.pointsman.wire.reasoning;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Families of models that read the reasoning state of each other.
 *
 * <p>All of Claude are one family: a model that cannot read a block of another one drops it without an error. Otherwise
 * a family is a name with its main version, such as {@code gpt-5} or {@code gemini-3}; a name of any other form, such as
 * that of a deployment, is a family of its own.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/preserved-thinking">Switching models</a>
 */
final class ModelFamily {
    private static final Pattern VERSIONED =
            Pattern.compile("((?:gpt|gemini|grok|deepseek|qwen|kimi|glm|o)-?[a-z]?\\d+)(?![0-9]).*");

    private ModelFamily() {}

    /** Returns the family of a model by the provider's name for it, with or without a path or a region in front. */
    static String of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("claude")) {
            return "claude";
        }
        String plain = name.substring(name.lastIndexOf('/') + 1);
        Matcher versioned = VERSIONED.matcher(plain);
        return versioned.matches() ? versioned.group(1) : plain;
    }
}
