package dev.pointsman.replay.estimate;

/** Outcome variable of a call. */
enum OutcomeVariable {
    /** Seconds until the caller has the whole answer or the final failure, failing over included. */
    LATENCY {
        @Override
        double outcome(EstimateRow row) {
            return row.latency();
        }

        @Override
        double expected(EstimateRow row, int index) {
            return row.expectedLatency(index);
        }
    },
    /** 1 for a call without an answer, else 0. */
    FAILURE {
        @Override
        double outcome(EstimateRow row) {
            return row.failure();
        }

        @Override
        double expected(EstimateRow row, int index) {
            return row.expectedFailure(index);
        }
    },
    /** US dollars. */
    COST {
        @Override
        double outcome(EstimateRow row) {
            return row.cost();
        }

        @Override
        double expected(EstimateRow row, int index) {
            return row.expectedCost(index);
        }
    };

    abstract double outcome(EstimateRow row);

    /** Returns the router's expectation for a candidate; NaN if unknown. */
    abstract double expected(EstimateRow row, int index);
}
