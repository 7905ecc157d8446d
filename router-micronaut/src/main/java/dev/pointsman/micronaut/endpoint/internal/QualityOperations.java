package dev.pointsman.micronaut.endpoint.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Quality of the models, as the endpoint and the live page show it, and what operators do with it. Thread-safe. */
public interface QualityOperations {

    /**
     * Returns the state of all models and signals, and what was learned.
     *
     * @return records of plain values
     */
    Object view();

    /**
     * Returns the signals.
     *
     * @return their names
     */
    Set<String> signals();

    /**
     * Grades an answer.
     *
     * @param decision the id of the decision
     * @param grade from 0 to 1
     * @return whether the id is one of this router; whether it is still known shows in the counts
     */
    boolean grade(String decision, double grade);

    /**
     * Accepts what a model does now as its new normal.
     *
     * @param model the model's id
     * @param signal the signal's name; null for all
     */
    void accept(String model, @Nullable String signal);
}
