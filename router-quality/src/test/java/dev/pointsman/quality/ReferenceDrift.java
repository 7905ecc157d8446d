package dev.pointsman.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Reference model of the tests of one pool, one class and one rate or grade: keeps the whole history and computes every
 * figure from it anew.
 */
final class ReferenceDrift {
    private static final double[] RHO = {1.5, 2.5, 5, 12};
    private static final double[] LAMBDA = {0.25, 0.5, 1, 2};
    private static final double Z = 1.64;

    private final boolean graded;
    private final int models;
    private final long due;
    private final List<Seen> all = new ArrayList<>();
    private final long[] restarted; // of the peers' evidence
    private final int[] after; // observations before it do not count

    ReferenceDrift(boolean graded, int models, long due) {
        this.graded = graded;
        this.models = models;
        this.due = due;
        this.restarted = new long[models];
        this.after = new int[models];
    }

    /** One observation, with the probabilities of its draw. */
    static final class Seen {
        private final double[] p;
        private final int winner;
        private final double loss;
        private final long hour;

        Seen(double[] p, int winner, double loss, long hour) {
            this.p = p;
            this.winner = winner;
            this.loss = loss;
            this.hour = hour;
        }

        double[] p() {
            return p;
        }

        int winner() {
            return winner;
        }

        double loss() {
            return loss;
        }

        long hour() {
            return hour;
        }
    }

    void add(Seen seen) {
        all.add(seen);
    }

    void alarm(int m, long hour) {
        restarted[m] = hour + 1;
        after[m] = all.size();
    }

    private List<Seen> baseline() {
        return all.stream().filter(s -> s.hour() < due).toList();
    }

    /** Returns the evidence against a model in comparison with its peers. */
    double peers(int m, long hour) {
        double[][] factors = new double[all.size()][];
        double common = 0;
        double[] ratio = graded ? new double[0] : ratios();
        for (int i = 0; i < all.size(); i++) {
            Seen s = all.get(i);
            if (s.hour() < due) {
                continue;
            }
            factors[i] = graded ? grade(m, s, common) : rate(m, s, ratio);
            common += 0.02 * (s.loss() - mean(s.winner()) - common);
        }
        return total(factors, after[m], restarted[m], hour);
    }

    /** Returns the evidence against a model in comparison with its own past. */
    double own(int m, long hour) {
        double n = baseline().stream().filter(s -> s.winner() == m).count();
        double bad = baseline().stream()
                .filter(s -> s.winner() == m)
                .mapToDouble(Seen::loss)
                .sum();
        double q = graded
                ? mean(m) + 0.01 + Z * Math.sqrt(variance(m) / n)
                : 1.1 * (bad + Z * Z / 2 + Z * Math.sqrt(bad + Z * Z / 4)) / n;
        double[][] factors = new double[all.size()][];
        for (int i = 0; i < all.size(); i++) {
            Seen s = all.get(i);
            if (s.hour() < due || s.winner() != m) {
                continue;
            }
            factors[i] = new double[4];
            for (int k = 0; k < 4; k++) {
                double lambda = graded ? Math.min(LAMBDA[k], 0.9 / q) : (Math.min(RHO[k], 0.97 / q) - 1) / (1 - q);
                factors[i][k] = 1 + lambda * (s.loss() - q);
            }
        }
        return total(factors, 0, 0, hour);
    }

    /** Sums, over all hours at which the change may have begun, the product of the factors since. */
    private double total(double[][] factors, int from, long firstHour, long now) {
        double sum = 0;
        for (long start = firstHour; start <= now; start++) {
            double[] product = {0.25, 0.25, 0.25, 0.25};
            for (int i = from; i < all.size(); i++) {
                if (factors[i] != null && all.get(i).hour() >= start) {
                    for (int k = 0; k < 4; k++) {
                        product[k] *= factors[i][k];
                    }
                }
            }
            sum += product[0] + product[1] + product[2] + product[3];
        }
        return sum;
    }

    private double[] rate(int m, Seen s, double[] r) {
        double[] factors = {1, 1, 1, 1};
        double rest = 0;
        for (int j = 0; j < models; j++) {
            rest += j == m ? 0 : s.p()[j] * r[j];
        }
        if (s.loss() == 0 || s.p()[m] == 0 || rest == 0) {
            return factors;
        }
        double spread = 1 / (bad(m) + 0.5);
        for (int j = 0; j < models; j++) {
            double w = s.p()[j] * r[j] / rest;
            spread += j == m ? 0 : w * w / (bad(j) + 0.5);
        }
        double raised = s.p()[m] * r[m] * Math.exp(Math.log(1.1) + Z * Math.sqrt(spread));
        double a = raised / (raised + rest);
        for (int k = 0; k < 4; k++) {
            double lambda = (RHO[k] - 1) / (1 - a + a * RHO[k]);
            factors[k] = 1 + lambda * s.loss() * ((s.winner() == m ? 1 : 0) - a);
        }
        return factors;
    }

    private double[] grade(int m, Seen s, double common) {
        double p = s.p()[m];
        double error = variance(m) / count(m);
        for (int j = 0; j < models; j++) {
            double w = s.p()[j] / (1 - p);
            error += j == m ? 0 : w * w * variance(j) / count(j);
        }
        double x = ((s.winner() == m ? 1 : 0) - p) * (s.loss() - mean(s.winner()) - common)
                - p * (1 - p) * (0.01 + Z * Math.sqrt(error));
        double[] factors = new double[4];
        for (int k = 0; k < 4; k++) {
            factors[k] = 1 + Math.min(LAMBDA[k], 0.9 / Math.max(p, 1 - p)) * x;
        }
        return factors;
    }

    private double[] ratios() {
        double[] r = new double[models];
        java.util.Arrays.fill(r, 1);
        for (int round = 0; round < 12; round++) {
            double[] next = new double[models];
            for (int k = 0; k < models; k++) {
                double expected = 0;
                for (Seen s : baseline()) {
                    double sum = 0;
                    for (int j = 0; j < models; j++) {
                        sum += s.p()[j] * r[j];
                    }
                    expected += s.loss() * s.p()[k] / sum;
                }
                next[k] = (bad(k) + 1) / (expected + 1);
            }
            r = next;
        }
        return r;
    }

    private double bad(int m) {
        return sum(m, 1);
    }

    private double count(int m) {
        return sum(m, 0);
    }

    private double sum(int m, int power) {
        double sum = 0;
        for (Seen s : all) {
            sum += s.hour() < due && s.winner() == m ? Math.pow(s.loss(), power) : 0;
        }
        return sum;
    }

    private double mean(int m) {
        return bad(m) / count(m);
    }

    private double variance(int m) {
        return sum(m, 2) / count(m) - mean(m) * mean(m);
    }
}
