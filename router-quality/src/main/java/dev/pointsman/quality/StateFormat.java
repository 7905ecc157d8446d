package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays in a saved state; each begins with its length, which must be that of the array to be filled. */
final class StateFormat {
    private StateFormat() {}

    /** Fields of a state, in one order for both directions: written as they are, or filled with what was written. */
    interface Fields {

        /** Returns fields that are written. */
        static Fields to(DataOutput out) {
            return new Fields() {
                @Override
                public void of(double[] values) throws IOException {
                    StateFormat.write(out, values);
                }

                @Override
                public void of(float[] values) throws IOException {
                    StateFormat.write(out, values);
                }

                @Override
                public void of(long[] values) throws IOException {
                    StateFormat.write(out, values);
                }

                @Override
                public void of(boolean[] values) throws IOException {
                    StateFormat.write(out, values);
                }
            };
        }

        /** Returns fields that are read. */
        static Fields from(DataInput in) {
            return new Fields() {
                @Override
                public void of(double[] values) throws IOException {
                    StateFormat.read(in, values);
                }

                @Override
                public void of(float[] values) throws IOException {
                    StateFormat.read(in, values);
                }

                @Override
                public void of(long[] values) throws IOException {
                    StateFormat.read(in, values);
                }

                @Override
                public void of(boolean[] values) throws IOException {
                    StateFormat.read(in, values);
                }
            };
        }

        void of(double[] values) throws IOException;

        void of(float[] values) throws IOException;

        void of(long[] values) throws IOException;

        void of(boolean[] values) throws IOException;
    }

    static void write(DataOutput out, double... values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static void read(DataInput in, double[] values) throws IOException {
        length(in, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }

    static void write(DataOutput out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static void read(DataInput in, float[] values) throws IOException {
        length(in, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }

    static void write(DataOutput out, boolean[] values) throws IOException {
        out.writeInt(values.length);
        for (boolean value : values) {
            out.writeBoolean(value);
        }
    }

    static void read(DataInput in, boolean[] values) throws IOException {
        length(in, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readBoolean();
        }
    }

    static void write(DataOutput out, long[] values) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    static void read(DataInput in, long[] values) throws IOException {
        length(in, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
    }

    private static void length(DataInput in, int expected) throws IOException {
        int length = in.readInt();
        if (length != expected) {
            throw new IOException("length: " + length + " (expected: " + expected + ")");
        }
    }
}
