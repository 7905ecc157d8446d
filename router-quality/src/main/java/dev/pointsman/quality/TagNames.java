package dev.pointsman.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tags that a pool tells apart, each with a number. Threads of calls look them up and note a new one; the thread of the
 * tests takes it up.
 */
final class TagNames {
    private volatile Tag[] known = new Tag[0]; // replaced whole
    private volatile @Nullable String wanted;

    /** A tag with its number, from 1 to 255. */
    record Tag(String name, int number) {}

    /** Returns the number of a tag; 0 if it is not known, and then notes it. */
    int numberOf(String name) {
        for (Tag tag : known) {
            if (tag.name().equals(name)) {
                return tag.number();
            }
        }
        if (!name.equals(wanted)) {
            wanted = name;
        }
        return 0;
    }

    /** Returns a tag that was noted since, once; null if there is none. */
    @Nullable
    String takeWanted() {
        String name = wanted;
        if (name != null) {
            wanted = null;
        }
        return name;
    }

    void replace(List<Tag> tags) {
        known = tags.toArray(new Tag[0]);
    }
}
