package dev.pointsman.strategy;

/** A picker that spreads a share of its delegate's probability evenly over all candidates. */
record FloorPicker(Picker delegate, double share) implements Picker {
    @Override
    public void pick(double[] scores, int size, double[] probabilities) {
        delegate.pick(scores, size, probabilities);
        for (int i = 0; i < size; i++) {
            probabilities[i] = (1 - share) * probabilities[i] + share / size;
        }
    }

    @Override
    public double floor() {
        return share + (1 - share) * delegate.floor();
    }
}
