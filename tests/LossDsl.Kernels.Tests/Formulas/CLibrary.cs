using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A shared library that is compiled from C source, until it is disposed.</summary>
internal sealed class CLibrary : IDisposable
{
    private readonly string _folder;
    private readonly nint _library;

    private CLibrary(string folder, string path) => (_folder, _library) = (folder, NativeLibrary.Load(path));

    /// <summary>The path of a C compiler; null if there is none.</summary>
    public static string? Compiler { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "cc", "gcc", "clang" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Compiles the source; warnings are errors.</summary>
    public static async Task<CLibrary> Compile(string source)
    {
        var folder = Directory.CreateTempSubdirectory("lossdsl-c-").FullName;
        var (input, output) = (Path.Combine(folder, "formula.c"), Path.Combine(folder, "formula.so"));
        await File.WriteAllTextAsync(input, source);
        var start = new ProcessStartInfo(
            Compiler!, ["-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-ffp-contract=off", "-fPIC", "-shared", input, "-o", output, "-lm"])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors + source);
        return new CLibrary(folder, output);
    }

    /// <summary>The address of a function.</summary>
    public nint Function(string name) => NativeLibrary.GetExport(_library, name);

    public void Dispose()
    {
        NativeLibrary.Free(_library);
        Directory.Delete(_folder, recursive: true);
    }
}
