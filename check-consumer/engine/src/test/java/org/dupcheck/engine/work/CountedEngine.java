package org.dupcheck.engine.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the engine once more with a count at every jump back and at the start of every method. So work is counted wherever
 * it is done, in loops that were forgotten too. What the JDK does in its own loops counts only where it calls the engine.
 */
final class CountedEngine extends ClassLoader {
    private static final String PREFIX = "org.dupcheck.engine.";
    private static final String WORK = Work.class.getName().replace('.', '/');

    CountedEngine() {
        super(CountedEngine.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PREFIX) || name.equals(Work.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : counted(name);
        }
    }

    private Class<?> counted(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Counting(writer), 0);
            byte[] code = writer.toByteArray();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counting extends ClassVisitor {
        Counting(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                private final Set<Label> behind = new HashSet<>();

                @Override
                public void visitCode() {
                    super.visitCode();
                    tick();
                }

                @Override
                public void visitLabel(Label label) {
                    behind.add(label);
                    super.visitLabel(label);
                }

                @Override
                public void visitJumpInsn(int opcode, Label label) {
                    if (behind.contains(label)) {
                        tick();
                    }
                    super.visitJumpInsn(opcode, label);
                }

                private void tick() {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, WORK, "tick", "()V", false);
                }
            };
        }
    }
}
