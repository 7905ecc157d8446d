package kotlin.coroutines;

/** Stand-in for Kotlin's type of the last parameter of a suspend function, by which its callers know one. */
public interface Continuation<T> {}
