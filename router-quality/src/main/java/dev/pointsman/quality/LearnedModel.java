package dev.pointsman.quality;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learned quality of a model in a pool.
 *
 * @param pool the pool's name
 * @param model the model's id
 * @param configured the configured quality, over 0 and at most 1
 * @param learned the learned one
 * @param applied the one that strategies see: a lowered model may get a little more, for trial calls
 * @param lowered whether an alarm has shortened its memory
 * @param observations grades and checks that it rests on, as remembered
 * @param tags the learned quality in calls with a tag, by tag, where there is enough evidence
 */
public record LearnedModel(
        String pool,
        String model,
        double configured,
        double learned,
        double applied,
        boolean lowered,
        double observations,
        Map<String, Double> tags) {

    /** Copies the map. */
    public LearnedModel {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
