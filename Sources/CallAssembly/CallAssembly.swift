// CallAssembly
