namespace LossDsl.Goldens.Tests;

/// <summary>Any error in the user's input gives a one-line message and exit code 2.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_unknown_option() => ProgramRun.Run("eval", "x.jsonl", "--jsn").AssertRefused("unknown option '--jsn'; did you mean '--json'?");

    [Fact]
    public void No_file() => ProgramRun.Run("eval").AssertRefused("(`lossdsl eval --help` lists the options)");

    [Fact]
    public void A_missing_file() => ProgramRun.Run("eval", "/nowhere/x.jsonl").AssertRefused("/nowhere/x.jsonl: file not found");

    [Fact]
    public void A_folder() => ProgramRun.Run("eval", Path.GetTempPath()).AssertRefused("is a folder");

    [Fact]
    public void An_empty_file()
    {
        var file = _folder.With("empty.jsonl", "");
        ProgramRun.Run("eval", file).AssertRefused($"{file} has no case in it");
    }

    [Fact]
    public void A_line_that_is_not_JSON()
    {
        var file = _folder.With("broken.jsonl", Sample.Line(), "{\"name\": nll}");
        ProgramRun.Run("eval", file).AssertRefused($"{file}(2): not JSON, column ");
    }

    [Fact]
    public void A_loss_that_the_reference_does_not_have()
    {
        var file = _folder.With("loss.jsonl", Sample.Line(line => line["loss"] = "NLLLos"));
        ProgramRun.Run("eval", file).AssertRefused($"{file}(1): loss: the reference has no loss 'NLLLos'; did you mean 'NLLLoss'?");
    }

    [Fact]
    public void A_tensor_of_the_wrong_length()
    {
        var file = _folder.With("shape.jsonl", Sample.Line(line => line["inputs"]!["data"]!["sample_mask"]!["shape"] = new System.Text.Json.Nodes.JsonArray(2)));
        ProgramRun.Run("eval", file).AssertRefused($"{file}(1): inputs.data.sample_mask: the shape [2] does not fit 1 elements");
    }

    [Fact]
    public void A_file_that_is_only_called_gzipped()
    {
        var file = _folder.With("plain.jsonl.gz", Sample.Line());
        ProgramRun.Run("eval", file).AssertRefused("is not a gzip file");
    }

    [Fact]
    public void A_family_that_no_case_has()
    {
        var file = _folder.With("one.jsonl", Sample.Line());
        ProgramRun.Run("eval", file, "--family", "dpo").AssertRefused("no case is of the family 'dpo'");
    }

    [Fact]
    public void An_output_without_room()
    {
        var file = _folder.With("one.jsonl", Sample.Line());
        var full = new System.Diagnostics.ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec dotnet \"$0\" eval --json \"$1\" > /dev/full", ProgramRun.Program, file },
            RedirectStandardError = true,
        };
        using var program = System.Diagnostics.Process.Start(full)!;
        var error = program.StandardError.ReadToEnd();
        program.WaitForExit();
        new ProgramRun(program.ExitCode, "", error).AssertRefused("No space left on device");
    }
}
