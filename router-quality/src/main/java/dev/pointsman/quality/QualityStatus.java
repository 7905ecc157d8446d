package dev.pointsman.quality;

import org.jspecify.annotations.Nullable;

/**
 * State of one model and signal.
 *
 * @param model the model's id
 * @param signal the signal
 * @param before the baseline
 * @param now the last day, or the time since an open change began
 * @param peers the other models of its pools in the same time; null if there are none
 * @param comparison whether the model is compared with its peers
 * @param label the label of an open change; null if there is none
 * @param hoursAgo hours since that change began, as estimated; 0 without one
 * @param evidence evidence against the model in comparison with its peers, as a share of that of an alarm; 0 to 1
 * @param ownEvidence the same in comparison with its own past
 * @param recovery evidence that an open change is over, as a share; 0 to 1
 * @param callsForThree calls of the model after which a drop by 3 points is usually noticed; negative if unknown
 * @param callsForEight the same for 8 points
 */
public record QualityStatus(
        String model,
        QualitySignal signal,
        QualityEstimate before,
        QualityEstimate now,
        @Nullable QualityEstimate peers,
        Comparison comparison,
        @Nullable QualityLabel label,
        double hoursAgo,
        double evidence,
        double ownEvidence,
        double recovery,
        long callsForThree,
        long callsForEight) {

    /** State of the comparison of a model with its peers. */
    public enum Comparison {
        /** The baseline is being learned. */
        LEARNING,
        /** It is compared. */
        PEERS,
        /** Calls of its pools could go nowhere else, or only with a known choice: only the own past is compared. */
        NO_PEERS;

        /** The name as in messages, such as {@code no peers}. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }
}
