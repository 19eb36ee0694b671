using System.Diagnostics;

namespace LossDsl.Launcher.Tests;

/// <summary>
/// A small clone in a temporary folder, with an isolated PATH: fake programs in place of the SDK and of Debian's tools, and the
/// standard tools that the launcher may use.
/// </summary>
public sealed class Clone : IDisposable
{
    private static readonly string[] PlainTools =
    [
        "awk", "basename", "bash", "cat", "dirname", "env", "find", "flock", "grep", "head", "ls", "mkdir", "mv",
        "readlink", "rm", "sed", "sleep", "stat", "tail", "touch", "tr", "true",
    ];

    private readonly string _machine = Directory.CreateTempSubdirectory("launcher ").FullName;

    public Clone()
    {
        foreach (var folder in (string[])["bin/sdk/10.0.401", "fakes/tests", "home", "elsewhere"])
        {
            Directory.CreateDirectory(Machine(folder));
        }

        foreach (var tool in PlainTools)
        {
            var real = ((string[])["/usr/bin", "/bin"]).Select(folder => Path.Combine(folder, tool)).First(File.Exists);
            File.CreateSymbolicLink(Machine("bin", tool), real);
        }

        foreach (var fake in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fakes")))
        {
            CopyExecutable(fake, Machine("bin", Path.GetFileName(fake)));
        }

        CopyRepository();
        Fake("user", "0");
        Fake("installed", "");
        Write("src/LossDsl.Cli/Program.cs", "");
        Write("src/Library/Class.cs", "");
    }

    public string Root => Machine("a clone");

    public string Elsewhere => Machine("elsewhere");

    public string[] Calls => File.Exists(Machine("fakes/calls")) ? File.ReadAllLines(Machine("fakes/calls")) : [];

    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>A path outside of the clone.</summary>
    public string Machine(params string[] path) => Path.Combine([_machine, .. path]);

    /// <summary>Configures the fake programs: the user, the output of a build or of a test program.</summary>
    public void Fake(string name, string content) => File.WriteAllText(Machine("fakes", name), content);

    public void Write(string path, string content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>Adds a program that does nothing to PATH.</summary>
    public void AddProgram(string name) => CopyExecutable(Path.Combine(AppContext.BaseDirectory, "Fakes", "id"), Machine("bin", name));

    /// <summary>Adds a test project whose program prints an output and returns an exit code.</summary>
    public void AddTests(string name, string prints, int code = 0)
    {
        Write($"tests/{name}/{name}.csproj", "<Project />");
        File.AppendAllText(Path.Combine(Root, "LossDsl.sln"), $"{name}.csproj\n");
        Fake($"tests/{name}.txt", prints);
        Fake($"{name}.code", code.ToString());
    }

    public int CountCalls(string start) => Calls.Count(call => call.StartsWith(start, StringComparison.Ordinal));

    public ProgramRun Start(params string[] arguments) => Finish(Begin(arguments));

    public Process Begin(params string[] arguments) => BeginAt(Path.Combine(Root, "lossdsl"), arguments);

    public Process BeginAt(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Elsewhere,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Machine("bin");
        start.Environment["HOME"] = Machine("home");
        start.Environment["FAKES"] = Machine("fakes");
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static ProgramRun Finish(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new ProgramRun(process.ExitCode, output, errors.Result);
        }
    }

    public void Dispose() => Directory.Delete(_machine, recursive: true);

    private static void CopyExecutable(string from, string to)
    {
        File.Copy(from, to);
        File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void CopyRepository()
    {
        var repository = Repository.Root;
        Directory.CreateDirectory(Path.Combine(Root, "src/launcher"));
        Directory.CreateDirectory(Path.Combine(Root, "tests"));
        foreach (var file in (string[])["global.json", "Directory.Packages.props"])
        {
            File.Copy(Path.Combine(repository, file), Path.Combine(Root, file));
        }

        CopyExecutable(Path.Combine(repository, "lossdsl"), Path.Combine(Root, "lossdsl"));
        foreach (var part in Directory.GetFiles(Path.Combine(repository, "src/launcher")))
        {
            var text = File.ReadAllText(part).Replace("/usr/share/dict/words", Machine("fakes/words"));
            File.WriteAllText(Path.Combine(Root, "src/launcher", Path.GetFileName(part)), text);
        }

        foreach (var folder in (string[])["generators", "analyzers"])
        {
            Directory.CreateDirectory(Path.Combine(Root, folder));
        }

        Write("LossDsl.sln", "");
    }
}
