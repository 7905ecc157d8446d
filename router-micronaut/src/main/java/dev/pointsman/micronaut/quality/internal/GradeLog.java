package dev.pointsman.micronaut.quality.internal;

/** Log of the grades of answers. Thread-safe. */
@FunctionalInterface
public interface GradeLog {

    /**
     * Writes a grade, without waiting.
     *
     * @param decision the id of the decision
     * @param grade from 0 to 1
     */
    void graded(String decision, double grade);
}
