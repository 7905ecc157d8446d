/** Sessions of agents over real HTTP, at providers with prompt caches. */
@NullMarked
package dev.pointsman.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
