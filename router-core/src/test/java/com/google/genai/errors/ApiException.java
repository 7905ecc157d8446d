package com.google.genai.errors;

/** An exception with the name of a library's, as another version of that library might declare it. */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception without the methods that its line names, but one. */
    public ApiException(String message) {
        super(message);
    }

    /** A status of another type. */
    public String code() {
        return "429";
    }

    /** A method that fails. */
    public String status() {
        throw new IllegalStateException("not in this version");
    }
}
