@echo off
rem Starts, tests and measures Signalbox on Windows. Needs a JDK 25 or later and, the first time, Maven Central.
setlocal EnableExtensions EnableDelayedExpansion
set "ROOT=%~dp0"
set "WLP=%ROOT%target\liberty\wlp"

call :find_jdk
if errorlevel 1 exit /b 1

for %%V in (DATABASE_URL DATABASE_USER DATABASE_PASSWORD INITIAL_PASSWORD MASTER_KEY) do if "!%%V!"=="" set "%%V="
if "%PORT%"=="" set "PORT=20128"
if "%HOST%"=="" set "HOST=127.0.0.1"
if "%DATA_DIR%"=="" set "DATA_DIR=%USERPROFILE%\.signalbox"

if "%~1"=="run" goto :run
if "%~1"=="demo" goto :demo
if "%~1"=="dev" goto :dev
if "%~1"=="test" goto :test
if "%~1"=="bench" goto :bench
echo usage: signalbox run ^| demo ^| dev ^| test ^| bench
echo bench --simulate lets the scheduler work through days of use, bench --fuzz SECONDS fuzzes each reader of the codecs
echo Settings are environment variables; docs\configuration.md lists them.
if "%~1"=="" exit /b 0
exit /b 1

:run
call :build
if errorlevel 1 exit /b 1
:start
for %%D in ("%DATA_DIR%") do set "DATA_DIR=%%~fD"
if not exist "%DATA_DIR%" mkdir "%DATA_DIR%"
rem Liberty writes settings as they are: forward slashes keep the path free of escapes
set "DATA_DIR=%DATA_DIR:\=/%"
if "%LOG_DIR%"=="" set "LOG_DIR=%DATA_DIR%/logs"
set "SIGNALBOX_EXIT_ON_FATAL=true"
echo Signalbox starts: console http://%HOST%:%PORT%/  tools http://%HOST%:%PORT%/v1  data %DATA_DIR%
rem Virtual threads run on as many threads as there are processors; where those are few, that is too small a share of the time
if %NUMBER_OF_PROCESSORS% LSS 8 (
  set /a CARRIERS=2*NUMBER_OF_PROCESSORS
  if !CARRIERS! LSS 4 set "CARRIERS=4"
  set "JVM_ARGS=-Djdk.virtualThreadScheduler.parallelism=!CARRIERS! !JVM_ARGS!"
)
call "%WLP%\bin\server.bat" run signalbox
exit /b %errorlevel%

:demo
call :build
if errorlevel 1 exit /b 1
set "HANDOVER=%TEMP%\signalbox-%RANDOM%%RANDOM%"
mkdir "%HANDOVER%"
set "DEMO=true"
set "SIGNALBOX_BOOTSTRAP_API_KEY_FILE=%HANDOVER:\=/%/key"
start "" /b "%JAVA_HOME%\bin\java.exe" "%ROOT%src\launcher\Demo.java" http://%HOST%:%PORT% "%HANDOVER%\key"
goto :start

:dev
call "%ROOT%mvnw.cmd" -f "%ROOT%pom.xml" -B -Dmaven.test.skip=true liberty:dev
exit /b %errorlevel%

:test
call "%ROOT%mvnw.cmd" -f "%ROOT%pom.xml" -B clean verify
exit /b %errorlevel%

:bench
if "%~2"=="--fuzz" goto :fuzz
call :build
if errorlevel 1 exit /b 1
if "%~2"=="--simulate" goto :simulate
"%JAVA_HOME%\bin\java.exe" -Dwlp.home="%WLP%" "%ROOT%src\bench\java\dev\signalbox\bench\Bench.java" %2 %3 %4 %5 %6 %7 %8 %9
exit /b %errorlevel%

rem The scheduler works through days of use.
:simulate
set "APP=%ROOT%target\signalbox\WEB-INF"
"%JAVA_HOME%\bin\java.exe" -cp "%APP%\classes;%APP%\lib\*" "%ROOT%src\test\java\dev\signalbox\simulation\Simulate.java"
exit /b %errorlevel%

rem Coverage-guided fuzzing of the readers, for so many seconds each.
:fuzz
set "EACH=%~3"
if "%EACH%"=="" set "EACH=60"
call "%ROOT%mvnw.cmd" -f "%ROOT%pom.xml" -B -q -Pfuzz dependency:build-classpath "-Dmdep.outputFile=%ROOT%target\fuzz.classpath"
if errorlevel 1 exit /b 1
cd /d "%ROOT%"
"%JAVA_HOME%\bin\java.exe" src\bench\java\dev\signalbox\fuzz\Fuzz.java %EACH% target\fuzz.classpath %4
exit /b %errorlevel%

rem Windows has no cheap way to compare times: Maven decides what is stale.
:build
call "%ROOT%mvnw.cmd" -f "%ROOT%pom.xml" -B -q -Dmaven.test.skip=true package
exit /b %errorlevel%

:find_jdk
if not "%JAVA_HOME%"=="" call :is_25 "%JAVA_HOME%" && exit /b 0
for /f "delims=" %%J in ('where javac 2^>nul') do (
  for %%H in ("%%~dpJ..") do call :is_25 "%%~fH" && exit /b 0
)
for %%P in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
  for /d %%H in ("%%~P\*") do call :is_25 "%%~H" && exit /b 0
)
echo signalbox: needs a JDK 25 or later and found none. Looked at JAVA_HOME, PATH and the usual install folders. 1>&2
exit /b 1

:is_25
if not exist "%~1\bin\javac.exe" exit /b 1
if not exist "%~1\release" exit /b 1
for /f "tokens=2 delims==" %%R in ('findstr /b JAVA_VERSION= "%~1\release"') do (
  for /f "delims=." %%N in ("%%~R") do if %%N GEQ 25 (
    set "JAVA_HOME=%~1"
    exit /b 0
  )
)
exit /b 1
