LLVM_PROFDATA=llvm-profdata cargo llvm-cov
