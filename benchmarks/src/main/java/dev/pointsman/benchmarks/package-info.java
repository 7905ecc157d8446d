/** JMH benchmarks of the hot path, each beside what it is to be compared with. */
@NullMarked
package dev.pointsman.benchmarks;

import org.jspecify.annotations.NullMarked;
